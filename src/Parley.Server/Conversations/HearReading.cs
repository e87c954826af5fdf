namespace Parley.Conversations;

/// <summary>Hears that somebody read a thread to its end, also when nothing in it was new to them: their page showed it just now. Called after it was noted, and never in its transaction.</summary>
public interface IHearReading
{
    Task ReadAsync(Entered who, CancellationToken ct);
}
