using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Crowd.Agents;
using Crowd.Delivery;

namespace Crowd.Running;

/// <summary>The calls that set the stage: the experiment and its agents.</summary>
internal sealed class CrowdApi(HttpClient http)
{
    /// <summary>Makes an experiment and starts it; returns its id and head.</summary>
    public async Task<(Guid Id, long Head)> StartExperimentAsync(CrowdOptions options, CancellationToken cancel)
    {
        var scenario = new { agents = options.Agents, rate = options.Rate, seed = options.Seed };
        var made = await PostAsync("experiments", new { name = $"A crowd of {options.Agents}", scenario }, cancel);
        await PostAsync($"experiments/{made.GetProperty("id").GetGuid()}/start", null, cancel);
        return await FindExperimentAsync(made.GetProperty("id").GetGuid(), cancel);
    }

    public async Task<(Guid Id, long Head)> FindExperimentAsync(Guid id, CancellationToken cancel)
    {
        var found = await ReadAsync(http.GetAsync($"experiments/{id}", cancel), cancel);
        if (found.GetProperty("status").GetString() == "stopped")
            throw new CannotGoOnException($"Experiment {id} is stopped and takes no reactions; start it first.");
        return (id, found.GetProperty("last_seq").GetInt64());
    }

    public Task StopExperimentAsync(Guid id, CancellationToken cancel) =>
        PostAsync($"experiments/{id}/stop", null, cancel);

    public async Task<Agent> AddAgentAsync(string name, Random chance, CancellationToken cancel)
    {
        var personality = Personality.Draw(chance);
        var made = await PostAsync("agents", new { name, type = "digital", traits = personality }, cancel);
        return new Agent(made.GetProperty("id").GetGuid(), personality, chance);
    }

    private Task<JsonElement> PostAsync(string path, object? body, CancellationToken cancel) =>
        ReadAsync(http.PostAsync(path, body is null ? null : JsonContent.Create(body), cancel), cancel);

    private async Task<JsonElement> ReadAsync(Task<HttpResponseMessage> sending, CancellationToken cancel)
    {
        try
        {
            using var answer = await sending;
            if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                throw new CannotGoOnException(Credential.Refused);
            if (!answer.IsSuccessStatusCode)
                throw new CannotGoOnException(await Answers.MessageAsync(answer, cancel));
            return await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
        }
        catch (HttpRequestException e)
        {
            throw new CannotGoOnException($"No CrowdMind server answers at {http.BaseAddress}: {e.Message}");
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new CannotGoOnException($"No answer from {http.BaseAddress} in {http.Timeout.Seconds} s.");
        }
    }
}
