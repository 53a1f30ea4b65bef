using Bihuan.Kernel;
using Bihuan.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Bihuan.Matters;

/// <summary>Gives the next number of a word and year, with what takes it.</summary>
internal sealed class DocumentNumbers(BihuanContext db, TimeProvider clock) : IDocumentNumbers
{
    public async ValueTask<Result<NextNumber>> Next(string word, DateOnly day, IssuedDocumentId document, CancellationToken cancel)
    {
        var (name, year) = (word.Trim(), day.Year);
        if (!NumberRegister.IsWord(name))
        {
            return Problem.Coded("MAT-096", "Word");
        }

        var register = await db.Set<NumberRegister>().AsTracking().SingleOrDefaultAsync(r => r.Word == name && r.Year == year, cancel) ?? new();
        var serial = register.Last + 1;
        return new NextNumber(NumberRegister.Text(name, year, serial), serial, new(register, new NumberTaken(register.Last == 0 ? Id.New<NumberRegisterId>(clock) : register.Id, name, year, serial, document)));
    }
}
