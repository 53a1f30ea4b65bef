using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Bihuan.Platform;
using Bihuan.TestKit;
using Xunit;

namespace Bihuan.Documents.Tests;

public class ApiTests
{
    private const string Api = "/api/v1/documents";

    private const string Notice = """
        青川区人民政府办公室文件
        青政办〔2023〕4号
        青川区人民政府办公室关于做好防汛工作的通知
        各街道办事处：
        一、加强值守
        1. 完成物资检查。（牵头单位：应急管理局；完成时限：2023年6月30日前）
        青川区人民政府办公室
        2023年5月8日
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task AnUpload_IsReadInTheBackground_AndReviewedOverTheApi(DatabaseKind kind)
    {
        await using var web = await DistrictWeb.Start(kind);
        await web.SetUp();
        using var client = await web.LogIn(Role.SupervisionOfficer);
        await Antiforgery(client);

        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(Notice)), "files", "notice.txt" }, { new ByteArrayContent([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]), "files", "picture.txt" } };
        using var answer = await client.PostAsync(Api + "/imports", form, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var files = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).EnumerateArray().ToList();
        Assert.Equal("FILE-003", files[1].GetProperty("problems")[0].GetProperty("code").GetString());
        var import = files[0].GetProperty("import").GetGuid();

        JsonElement row;
        var tries = 0;
        do
        {
            await Task.Delay(200, Cancel);
            row = (await client.GetFromJsonAsync<JsonElement>($"{Api}/imports?id={import}", Cancel)).GetProperty("items")[0];
        }
        while (row.GetProperty("status").GetString() is "Waiting" or "Reading" && tries++ < 300);
        Assert.Equal("Done", row.GetProperty("status").GetString());

        var number = Uri.EscapeDataString("青政办〔2023〕4号");
        var document = await client.GetFromJsonAsync<JsonElement>($"{Api}/{number}", Cancel);
        var id = document.GetProperty("head").GetProperty("id").GetGuid();
        var find = (await client.GetFromJsonAsync<JsonElement>($"{Api}/{number}/finds?kind=task", Cancel)).GetProperty("items")[0];
        Assert.Equal("一1", find.GetProperty("place").GetString());
        Assert.Equal("2023-06-30", find.GetProperty("what").GetProperty("deadline").GetProperty("date").GetString());
        using var decided = await client.PostAsJsonAsync(Api + "/finds/decide", new { document = id, find = find.GetProperty("find").GetInt32(), seen = 0, verdict = "Accepted" }, Cancel);
        Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
        Assert.Equal("Accepted", (await client.GetFromJsonAsync<JsonElement>($"{Api}/{number}/finds?kind=task", Cancel)).GetProperty("items")[0].GetProperty("verdict").GetString());
        var clause = (await client.GetFromJsonAsync<JsonElement>($"{Api}/{number}/clauses?place={Uri.EscapeDataString("一1")}", Cancel)).GetProperty("items")[0];
        Assert.Contains("物资检查", clause.GetProperty("text").GetString(), StringComparison.Ordinal);

        // The original comes to be saved, never to be shown as a page of ours.
        using var original = await client.GetAsync($"{Api}/{id}/original", Cancel);
        Assert.Equal("attachment", original.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("nosniff", Assert.Single(original.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(Encoding.UTF8.GetBytes(Notice), await original.Content.ReadAsByteArrayAsync(Cancel));

        // Who may only read, reads.
        using var reader = await web.LogIn(Role.Reader);
        await Antiforgery(reader);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync($"{Api}/{number}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsJsonAsync(Api + "/finds/decide", new { document = id, find = 0, seen = 1, verdict = "Rejected" }, Cancel)).StatusCode);
        using var nobody = web.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync($"{Api}/{number}", Cancel)).StatusCode);
    }

    private static async Task Antiforgery(HttpClient client) =>
        await client.ToWrite();
}
