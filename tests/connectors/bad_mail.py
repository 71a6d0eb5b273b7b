"""What people, spreadsheets and attackers put into fields that end up in a mail."""

from __future__ import annotations

from itertools import product

ENDS = {
    "carriage return": "\r",
    "line feed": "\n",
    "both": "\r\n",
    "null": "\x00",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "next line": "\x85",
    "vertical tab": "\x0b",
    "form feed": "\x0c",
    "folded": "\r\n ",
    "tab fold": "\n\t",
    "unit separator": "\x1f",
    "escape": "\x1b",
    "empty line": "\r\n\r\n",
}
TURNS = {
    "override": "\u202e",
    "left override": "\u202d",
    "embedding": "\u202b",
    "isolate": "\u2067",
    "first isolate": "\u2068",
    "pop": "\u202c",
}
HALVES = {"lone surrogate": "\ud800", "low surrogate": "\udfff", "no character": "\uffff"}

# Texts that must never be a header of their own, or turn what stands behind them.
REFUSED = {
    **{f"{name} and a header": f"Bee{end}Bcc: evil@x.example" for name, end in ENDS.items()},
    **{name: f"Bee{sign}gnp.exe" for name, sign in (TURNS | HALVES).items()},
}
# Odd, and fine: they have to arrive as they are.
FINE = {
    "accents": "Señora Ñandú Müller-Łoś",
    "apostrophe": "Conor O'Malley, Jr.",
    "curly": "Conor O’Malley “Bo”",
    "comma": "Lindqvist, Ada",
    "many commas": "Lindqvist, " * 15 + "Ada",
    "quotes": 'Ada "Bo" Lindqvist',
    "backslash": "Ada \\ Lindqvist\\",
    "angle brackets": "Ada <evil@x.example>",
    "two addresses": "a@x.example, b@x.example",
    "group": "Everybody: a@x.example;",
    "encoded word": "=?utf-8?q?Bcc=3A_evil=40x=2Eexample?=",
    "encoded line end": "=?utf-8?q?a=0D=0ABcc:_evil?= =?utf-8?b?YQ==?=",
    "comment": "Ada (the principal)",
    "hebrew": "שלום עולם",
    "arabic": "مرحبا بالعالم",
    "persian": "می\u200cخواهم",
    "mixed directions": "Ada שלום 123 Lindqvist",
    "emoji": "Mornings 🚌🌧",
    "family": "👩\u200d👩\u200d👧\u200d👦 at home",
    "flag": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "newer emoji": "\U0001fae8",
    "loose accents": "Jose\u0301",
    "chinese": "早上的故事" * 30,
    "one long word": "x" * 190,
    "dot first": ".dot",
    "percent": "100% {word} %s ${x} {{ 7*7 }}",
    "html": "<script>alert(1)</script><b>&amp;</b>",
    "header-like": "Bcc: evil@x.example",
}

NO_ADDRESSES = {
    "nothing": " ",
    "no at": "ada.example.org",
    "two ats": "a@b@example.org",
    "no local part": "@example.org",
    "no domain": "ada@",
    "a name with it": "Ada <ada@example.org>",
    "two": "a@example.org, b@example.org",
    "semicolon": "a@example.org;b@example.org",
    "blank": "a b@example.org",
    "dots": "a..b@example.org",
    "dot first": ".a@example.org",
    "dot last": "a.@example.org",
    "domain dots": "a@example..org",
    "root": "a@example.org.",
    "no top": "a@example",
    "localhost": "a@localhost",
    "hyphen": "a@-example.org",
    "underscore": "a@exam_ple.org",
    "literal": "a@[127.0.0.1]",
    "ipv6": "a@[IPv6:::1]",
    "ip": "a@127.0.0.1",
    "quoted": '"a b"@example.org',
    "quoted plain": '"a"@example.org',
    "mailto": "mailto:a@example.org",
    "comment": "a(x)@example.org",
    "long local": "a" * 65 + "@example.org",
    "very long": "a" * 10_000 + "@example.org",
    "long label": "a@" + "b" * 64 + ".org",
    "long domain": "a@" + "b." * 130 + "org",
    "bad punycode": "a@xn--zz.example",
    "encoded word": "=?utf-8?q?a?=@example.org",
    "cyrillic in paypal": "a@p\u0430ypal.com",
    "greek o": "a@g\u03bfogle.com",
    "cyrillic local": "\u0430da@example.org",
    "fullwidth at": "a\uff20example.org",
    "zero width": "a\u200b@example.org",
    "joiner": "a\u200d@example.org",
    "html": "<a@example.org>",
    "route": "@x.example:a@example.org",
    **{f"{name} in it": f"a{sign}b@example.org" for name, sign in (ENDS | TURNS | HALVES).items()},
    **{f"{name} and a header": f"a@example.org{end}Bcc: evil@x.example" for name, end in ENDS.items()},
}
# typed -> as a server sees it
ADDRESSES = {
    "ada@example.org": "ada@example.org",
    "Ada.Lind+qvist@EXAMPLE.org": "Ada.Lind+qvist@example.org",
    "o'malley@example.org": "o'malley@example.org",
    "a!b%c@example.org": "a!b%c@example.org",
    "ada@schüle.example": "ada@xn--schle-mva.example",
    "ada@xn--schle-mva.example": "ada@xn--schle-mva.example",
    "ada@例え.テスト": "ada@xn--r8jz45g.xn--zckzah",
    "ada@例え。テスト": "ada@xn--r8jz45g.xn--zckzah",
    "ada@пример.рф": "ada@xn--e1afmkfd.xn--p1ai",
    "jörg@schüle.example": "jörg@xn--schle-mva.example",
    "用户@example.org": "用户@example.org",
    "jo\u0308rg@example.org": "jörg@example.org",
}

REFUSED_IN = list(product(("subject", "name"), REFUSED)) + list(product(("email", "sender", "reply_to"), NO_ADDRESSES))
