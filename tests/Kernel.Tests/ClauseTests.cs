using Xunit;

namespace Bihuan.Kernel.Tests;

public class ClauseTests
{
    [Fact]
    public void ToString_NamesDocumentAndPlace() =>
        Assert.Equal("甲政办〔2022〕5号 3.2.3(2)②", new Clause("甲政办〔2022〕5号", "3.2.3(2)②").ToString());
}
