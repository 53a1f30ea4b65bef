using System.Globalization;
using Bihuan.Enterprises;
using Bihuan.Kernel;
using Bihuan.Matters;
using Bihuan.Official;
using Bihuan.Organisation;
using Bihuan.Platform;

namespace Bihuan.Hazards;

/// <summary>The conclusion of grading (判定结论) as .docx, from what was recorded: for whoever may grade the hazard. It is written anew each time, for the record is what counts.</summary>
internal static class JudgementConclusion
{
    [Needs(HazardsPermissions.Handle)]
    public sealed record Request(HazardId Hazard) : IQuery<Answer>;

    /// <param name="File">The .docx.</param>
    /// <param name="Name">Under which name it is saved.</param>
    public sealed record Answer(byte[] File, string Name);

    internal sealed class Handler(HazardQueries queries, HazardSight sight, IPremisesQueries premises, IOrganisationQueries organisation, Words words) : IHandler<Request, Answer>
    {
        private readonly OfficialTexts _texts = new(words);

        public async ValueTask<Result<Answer>> Handle(Request request, CancellationToken cancel)
        {
            if (await queries.Find(request.Hazard, cancel) is not var (hazard, _))
            {
                return Problem.Coded("PLATFORM-005", nameof(request.Hazard));
            }
            if (!await sight.Reaches(HazardsPermissions.Handle, hazard.Id, cancel))
            {
                return HazardDesk.NotYours;
            }
            if (hazard.Judgement is not { Way: not GradeWay.Decision } judgement)
            {
                return Problem.Coded("HAZ-126", nameof(hazard.Judgement));
            }

            var places = await premises.Briefs(hazard.Terms.Premises, cancel);
            var posts = new Dictionary<PostId, string>();
            foreach (var post in (judgement.Panel ?? []).Select(v => v.Post).OfType<PostId>().Distinct())
            {
                posts[post] = await organisation.TitleOf(post, cancel) ?? "";
            }

            var document = Of(hazard, judgement, [.. hazard.Terms.Premises.Select(places.GetValueOrDefault).OfType<PremisesBrief>().DistinctBy(p => p.Id)], await queries.Names(cancel), posts);
            using var docx = new MemoryStream();
            return DocxWriter.Write(document, FontMap.Default, docx) is Result<Written>.Refused(var wrong) ? wrong.ToList() : new Answer(docx.ToArray(), $"{document.Title}.docx");
        }

        private OfficialDocument Of(Hazard hazard, Judgement judgement, IReadOnlyList<PremisesBrief> places, IReadOnlyDictionary<UnitId, string> names, Dictionary<PostId, string> posts)
        {
            var (place, panel, isMajor) = (string.Join(_texts["official.and"], places.Select(p => p.Name)), judgement.Panel ?? [], judgement.Grade is HazardGrade.Major);
            var what = _texts[hazard.Terms.Category is HazardCategory.Fire ? "judgement.paper.fire" : "judgement.paper.other"];
            var (unit, on) = (Name(judgement.By ?? hazard.Finder.Unit), judgement.On ?? queries.Day);
            IReadOnlyList<IReadOnlyList<Cell>> facts =
            [
                [Label("paper.place"), Cell.Of(place, columns: 3)],
                [Label("paper.address"), Cell.Of(string.Join(_texts["official.and"], places.Select(p => p.Address).Append(hazard.Terms.Place).Where(a => a.Length > 0)), columns: 3)],
                [Label("hazard.category"), Cell.Of(_texts.Of(hazard.Terms.Category)), Label("hazard.foundOn"), Cell.Of(_texts.Day(hazard.FoundOn))],
            ];
            return new(OfficialLayout.Plain, _texts["judgement.paper.title", place, what], on)
            {
                Kind = _texts["judgement.paper.conclusion"],
                Body =
                [
                    new Table([new(22), new(34), new(18), new(26)], facts) { HeaderRows = 0, Points = 14, RowHeight = 10 },
                    new Heading(1, _texts["judgement.paper.seen"]),
                    Paragraph.Of(_texts["judgement.paper.seenText", _texts.Day(hazard.FoundOn), Name(hazard.Finder.Unit), hazard.Terms.Items.Count]),
                    .. hazard.Terms.Items.Select((item, i) => Paragraph.Of(string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {item.Text}{(item.Standard is null && item.Clause is null ? "" : _texts["judgement.paper.breaks", item.Standard, item.Clause])}"))),
                    new Heading(1, _texts["judgement.paper.how"]),
                    .. judgement.Way is GradeWay.Direct ? (Block[])[Paragraph.Of(isMajor ? _texts["judgement.paper.direct", judgement.Standard, judgement.Clause, what] : _texts["judgement.paper.noDirect", judgement.Standard, what])] : Panel(judgement, panel, what, Name, posts),
                    new Heading(1, _texts["judgement.paper.conclusion"]),
                    .. judgement.Conclusion is { } entered ? (Block[])[.. entered.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Paragraph.Of)] : [],
                    Paragraph.Of(_texts[isMajor ? "judgement.paper.isMajor" : "judgement.paper.isNot", place, what]),
                ],
                Signature = new([unit], SealPlace.Room),
            };

            string Name(UnitId of) => names.GetValueOrDefault(of) ?? "";

            Cell Label(string key) => Cell.Of(_texts[key], heading: true);
        }

        private IReadOnlyList<Block> Panel(Judgement judgement, IReadOnlyList<PanelVote> panel, string what, Func<UnitId, string> name, Dictionary<PostId, string> posts)
        {
            var (rule, major) = (JudgementRules.Shipped.For(judgement.Standard), panel.Count(v => v.Major));
            var asked = rule is null ? "" : judgement.IsExperts ? _texts["judgement.paper.askedExperts", rule.Source, rule.Experts, rule.Agreeing, rule.Of] : _texts["judgement.paper.asked", rule.Source, rule.Discussion];
            return
            [
                Paragraph.Of(_texts[judgement.IsExperts ? "judgement.paper.experts" : "judgement.paper.discussed", panel.Count, major, panel.Count - major, what, judgement.Standard is { } standard ? _texts["judgement.paper.by", standard] : ""] + asked),
                Table.List(
                    [new(12, Alignment.Center), new(62), new(26, Alignment.Center)],
                    [_texts["judgement.paper.no"], _texts["judgement.paper.unit"], _texts["judgement.paper.vote"]],
                    panel.Select((v, i) => (IReadOnlyList<string>)[HazardCheck.Figure(i + 1), v.Post is { } post ? name(v.Unit) + posts.GetValueOrDefault(post) : name(v.Unit), _texts[v.Major ? "hazard.panelMajor" : "hazard.panelGeneral"]])),
            ];
        }
    }
}
