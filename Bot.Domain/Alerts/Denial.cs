namespace Bot.Domain.Alerts;

/// <summary>Whether what stands behind a word for well again denies it: "2 failed", "false", "not all".</summary>
static class Denial
{
    // What begins like one of these is broken, in whatever form: fail, failed, failing, failures.
    static readonly string[] Stems =
    [
        "fail", "error", "crit", "warn", "fatal", "crash", "broke", "break", "timeout", "abort", "cancel", "kill", "alarm",
        "alert", "outage", "degrad", "exception", "problem", "issue", "incomplet", "partial", "partly", "invalid", "corrupt",
        "reject", "refus", "denied", "unreach", "exceed", "regress", "flap", "violat", "panic",
        "fehler", "fehlgeschlagen", "gescheitert", "störung", "échec", "échou", "erreur", "panne", "fallo", "falló", "fallid",
        "fallit", "falh", "erro", "guast",
        "fout", "mislukt", "ошибк", "сбой", "失敗", "障害", "エラー", "异常", "失败", "故障",
    ];

    // "KeyError", "TimeoutException".
    static readonly string[] Ends = ["error", "errors", "exception", "traceback", "failure", "failures"];

    static readonly HashSet<string> Bad =
    [
        "ko", "nok", "nak", "ng", "bad", "wrong", "late", "stale", "delayed", "overdue", "missing", "stuck", "blocked", "lost",
        "dead", "firing", "erred", "err", "x", "boom", "orange", "thumbsdown", "rotating", "unknown", "waiting", "progress",
        "monitoring", "timed", "flaky", "unready",
    ];

    static readonly HashSet<string> No =
    [
        "no", "not", "non", "none", "never", "without", "nothing", "neither", "nor", "cannot", "false", "off", "n", "f", "nope",
        "nah", "null", "nil", "undefined", "notok", "maybe", "perhaps", "probably", "likely", "almost", "nearly", "hopefully",
        "soon", "tbd", "yet", "nein", "nicht", "kein", "keine", "pas",
    ];

    static readonly HashSet<string> Fillers =
    [
        "a", "an", "the", "it", "its", "this", "that", "there", "these", "are", "be", "been", "being", "has", "have", "had",
        "did", "does", "do", "will", "can", "could", "with", "of", "out", "to", "in", "at", "on", "for", "and", "or", "by", "all",
        "any",
        "some", "more", "than", "only", "just", "least", "most", "longer", "currently", "still", "again", "remains", "but",
        "however", "tests", "checks", "jobs", "builds", "runs", "steps", "incidents", "events", "monitors", "times", "time",
        "attempt", "attempts", "exit", "exited", "code", "result", "value", "total", "true", "yes", "already", "other", "others",
    ];

    // Behind these stands what was: "ok (was critical)".
    static readonly HashSet<string> Past = ["was", "were", "previously", "formerly", "before", "from", "after", "since"];

    static readonly HashSet<string> Still = ["still", "again", "yet", "remains", "but", "however", "now"];

    static readonly HashSet<string> Exits = ["exit", "exited", "exitcode", "rc", "returncode"];

    /// <param name="words">The words of one part behind it.</param>
    /// <param name="isTitle">Whether they may be the title of what is over, which names what failed.</param>
    public static bool In(List<string> words, bool isTitle)
    {
        var from = Past.Contains(words[0]) ? words.FindIndex(Still.Contains) : 0;
        if (from < 0) return false;
        var said = new Reading(words[from..]);
        return isTitle && said.IsNamed ? said.SaysUnended || said.IsDenied && words.Exists(Still.Contains) : said.IsDenied;
    }

    static bool IsBroken(string word) => !StatusWords.Things.Contains(word)
        && (Bad.Contains(word) || StatusWords.SaysBroken(word) || IsAlarming(word)
            || Array.Exists(Ends, end => word.EndsWith(end, StringComparison.Ordinal)));

    static bool IsAlarming(string word) => Array.Exists(Stems, stem => word.StartsWith(stem, StringComparison.Ordinal));

    // "1 problem", though "problem: ok" names a thing.
    static bool IsAlarm(string word) => StatusWords.Things.Contains(word) && IsAlarming(word);

    static bool IsNo(string word) => No.Contains(word) || Undone(word, "un") || Undone(word, "non") || Undone(word, "not");

    static bool Undone(string word, string before) =>
        word.StartsWith(before, StringComparison.Ordinal) && StatusWords.SaysWell(word[before.Length..]);

    /// <summary>A part read from left to right, where a "no" or a count is about the next word that says something.</summary>
    sealed class Reading
    {
        bool isNo, wasNo;
        Count? count;

        public Reading(List<string> words)
        {
            for (var at = 0; at < words.Count; at++)
            {
                if (Count.Of(words, at) is { Words: > 0 } number)
                {
                    count = number;
                    at += number.Words - 1;
                }
                else
                {
                    Hear(words[at]);
                }
            }

            var isCode = words.Exists(Exits.Contains) && count is { IsZero: false };
            IsDenied |= isNo || isCode || words.TrueForAll(StatusWords.Things.Contains) && words.Exists(IsAlarm)
                // A nought alone.
                || count is { IsZero: true } zero && zero.Words == words.Count;
        }

        public bool IsDenied { get; private set; }

        public bool IsNamed { get; private set; }

        /// <summary>It says of itself that it is not over: "unresolved", "not fixed".</summary>
        public bool SaysUnended { get; private set; }

        void Hear(string word)
        {
            var no = isNo;
            if (word is "or" or "nor" && wasNo) isNo = true;
            else if (IsNo(word))
            {
                (isNo, wasNo) = (true, false);
                if (!No.Contains(word)) (IsDenied, SaysUnended) = (true, SaysUnended || StatusWords.Ends(word[2..]));
            }
            else if (IsBroken(word) || IsAlarm(word) && (no || count is not null))
            {
                IsDenied |= !no && count is not { IsZero: true };
                Told(no);
            }
            else if (StatusWords.SaysWell(word))
            {
                IsDenied |= no || count is { IsWhole: false };
                SaysUnended |= no && StatusWords.Ends(word);
                Told(false);
            }
            else if (!Fillers.Contains(word) && !StatusWords.Things.Contains(word))
            {
                // "not deployed", "no changes": what did not happen is not said to be well; nor is "2/3 ready".
                IsDenied |= no || count is { Words: > 1, IsWhole: false };
                IsNamed = true;
                Told(false);
            }
        }

        void Told(bool no) => (isNo, wasNo, count) = (false, no, null);
    }
}
