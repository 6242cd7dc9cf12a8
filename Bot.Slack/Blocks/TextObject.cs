using System.Text.Json.Serialization;

namespace Bot.Slack;

/// <summary>What a context block may hold: text or a small image.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PlainText), "plain_text")]
[JsonDerivedType(typeof(Markdown), "mrkdwn")]
[JsonDerivedType(typeof(ImageElement), "image")]
public abstract record ContextElement
{
    public static implicit operator ContextElement(string markdown) => new Markdown(markdown);
}

/// <summary>
/// A text object, 1 to 3000 characters; a string given in its place is mrkdwn, so escape what came from outside.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PlainText), "plain_text")]
[JsonDerivedType(typeof(Markdown), "mrkdwn")]
public abstract record TextObject(string Text) : ContextElement
{
    public static implicit operator TextObject(string markdown) => new Markdown(markdown);

    public sealed override string ToString() => Text;
}

/// <summary>Text that Slack shows as it is: no formatting, no mentions, nothing to escape.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PlainText), "plain_text")]
public record PlainText(string Text) : TextObject(Text)
{
    /// <summary>Whether <c>:name:</c> becomes an emoji; Slack takes true when absent.</summary>
    public bool? Emoji { get; init; }

    public static implicit operator PlainText(string text) => new(text);
}

/// <summary>Text in Slack's mrkdwn; what came from outside goes through <see cref="Mrkdwn.Escape"/> first.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Markdown), "mrkdwn")]
public record Markdown(string Text) : TextObject(Text)
{
    /// <summary>True keeps Slack from turning bare names and addresses into links.</summary>
    public bool? Verbatim { get; init; }

    public static implicit operator Markdown(string text) => new(text);
}

/// <summary>A small image in a context block.</summary>
public sealed record ImageElement(string ImageUrl, string AltText) : ContextElement;
