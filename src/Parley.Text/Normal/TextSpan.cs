namespace Parley.Text.Normal;

/// <summary>A piece of one of the messages, in UTF-16 code units of the text as it was written: from <see cref="Start"/> up to, not including, <see cref="End"/>.</summary>
/// <param name="Message">Which message, counted from 0.</param>
/// <param name="Start">Its first unit.</param>
/// <param name="End">The unit behind its last.</param>
public readonly record struct TextSpan(int Message, int Start, int End);
