using System.Diagnostics.Metrics;

namespace Parley.Storage;

/// <summary>How many messages share a commit and how long one takes, for the operator's dashboards.</summary>
public static class CommitFigures
{
    public const string Meter = "Parley";
    static readonly Meter Figures = new(Meter);
    static readonly Histogram<int> BatchSize = Figures.CreateHistogram<int>("parley.commit.messages", "{message}", "Messages that shared one commit");
    static readonly Histogram<double> Duration = Figures.CreateHistogram<double>("parley.commit.duration", "ms", "How long a commit took");
    static readonly Counter<long> Committed = Figures.CreateCounter<long>("parley.messages.committed", "{message}", "Messages handed to a commit");

    public static void Record(int messages, TimeSpan took)
    {
        BatchSize.Record(messages);
        Duration.Record(took.TotalMilliseconds);
        Committed.Add(messages);
    }
}
