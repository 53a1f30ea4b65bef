using Bihuan.Kernel;
using Bihuan.Platform;
using CsCheck;
using Xunit;

namespace Bihuan.Enterprises.Tests;

/// <summary>Whatever is merged into whatever, in any order: nothing is lost, nothing goes in a ring, and every id leads to one entry that stays.</summary>
public class MergeTests
{
    [Fact]
    public void AnyMerges_KeepEveryNameTagAndOfficer_AndLeadToOneThatStays() =>
        Gen.Select(Gen.Int[2, 8], Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7]).List[0, 20]).Sample((count, merges) =>
        {
            var stamp = new Stamp(new DateTimeOffset(2022, 4, 1, 1, 0, 0, TimeSpan.Zero), Acting.Program);
            var all = Enumerable.Range(0, count).Select(i =>
            {
                var firm = new Enterprise();
                var terms = new EnterpriseTerms { Name = $"单位{i}", Aliases = [$"简称{i}"], FormerNames = [new($"曾用{i}")], Tags = [$"标签{i % 3}"], Officers = [new(ResponsibleRole.Principal, null, $"人{i % 2}")], Note = i % 2 == 0 ? $"注{i}" : null };
                firm.Apply(new EnterpriseRegistered(EnterpriseId.From(Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddDays(i))), terms, RegisterKeys.Of(Enterprise.NamesOf(terms), "", PlaceNames.None), null, null, []), stamp);
                return firm;
            }).ToDictionary(f => f.Id);
            var ids = all.Keys.ToList();
            foreach (var (x, y) in merges)
            {
                // As the desk does: whoever is named by the id of a duplicate gets the one that stayed.
                var (from, into) = (Stays(ids[x % count]), Stays(ids[y % count]));
                if (MergeEnterprises.Decide(from, into, new(from.Id, into.Id, "同一家"), PlaceNames.None) is Result<Decision<None>>.Done(var decision))
                {
                    foreach (var change in decision.Changes)
                    {
                        change.State.Apply(change.Happened, stamp);
                    }
                }
                else
                {
                    Assert.Equal(from.Id, into.Id);
                }
            }

            var staying = all.Values.Where(f => f.MergedInto is null).ToList();
            var groups = ids.GroupBy(i => Stays(i).Id).ToList();
            Assert.Equal(staying.Select(s => s.Id.Value).Order(), groups.Select(g => g.Key.Value).Order());
            foreach (var group in groups)
            {
                var stays = all[group.Key];
                var names = Enterprise.NamesOf(stays.Terms).ToList();
                Assert.Equal(group.Where(i => i != group.Key).Select(i => i.Value).Order(), stays.Includes.Select(i => i.Value).Order());
                Assert.Equal(names.Count, names.Distinct().Count());
                Assert.All(group, id =>
                {
                    var no = ids.IndexOf(id);
                    Assert.Contains($"单位{no}", names);
                    Assert.Contains($"简称{no}", names);
                    Assert.Contains($"曾用{no}", names);
                    Assert.Contains($"标签{no % 3}", stays.Terms.Tags);
                    Assert.Contains(stays.Terms.Officers, o => o.Name == $"人{no % 2}");
                    Assert.True(no % 2 != 0 || stays.Terms.Note!.Contains($"注{no}", StringComparison.Ordinal));
                    Assert.Contains(NameKeys.OfName($"单位{no}", PlaceNames.None), stays.Keys.Names);
                });
            }

            Enterprise Stays(EnterpriseId id)
            {
                var firm = all[id];
                for (var steps = 0; firm.MergedInto is { } into; steps++)
                {
                    Assert.True(steps < count, "The merges go in a ring.");
                    firm = all[into];
                }

                return firm;
            }
        });
}
