#include "scripts.h"

#include <stdbool.h>
#include <string.h>

#define DEPTH 7         // of rules in rules

// A rule of the grammar: what may stand for `$` and its letter. The first `ends` of its ways lead no deeper.
typedef struct {
    char letter;
    unsigned ends;
    const char *ways[48];
} rule;

static const rule grammar[] = {
    // Statements, and in a loop.
    {'b', 3, {"", "$t\n", "claim($s, $d)\n", "$t\n$t\n", "$t\n$t\n$t\n"}},
    {'B', 1, {"$b", "$b if $c then break end $b", "if $c then break end $b", "do break end"}},
    {'t', 8,
     {"claim('one', 1)", "emit($v)", "claim(p.word, $d)", "$v = $v", "host.where()", "p:note($v, $d)",
      "host.far($v)", "host.fail($v)",
      "if $c then $b end", "if $c then $b else $b end", "if $c then $b elseif $c then $b else $b end",
      "claim($s, $d)", "claim($e, $e, $e)", "emit($e, $e)", "$v = $e", "$v = $f", "local $v = $e",
      "for i = 1, $d do $B end", "for i, v3 in ipairs({$f, $f, $e}) do $B end",
      "for i = $n, $n, $n do $B do break end end", "for v3, v4 in pairs($e) do $B end",
      "for v3, v4 in $s:gmatch($r) do $B end", "for v3, v4 in host.$w():each() do $B end",
      "for v3, v4 in host.$w():chunks($d) do $B end", "for v3, v4 in utf8.codes($s) do $B end",
      "do local n = 0 while $c and n < $d do n = n + 1 $B end end", "repeat $b until true",
      "v1, v2 = pcall(function(...) $b return $e end, $e)", "v1, v2 = pcall($e, $e, $e)",
      "v1, v2 = xpcall(function() $b error($e) end, function(v3) $b return v3 end)",
      "emit(pcall(function() $b end))",
      "error($e)", "error({message = $e})", "error($s, $d)", "assert($c, $e)", "do return $e end",
      "u1 = $e", "u2[$e] = $e", "u2.x = $e", "u3 = function(v3, v4) $b return $e end", "g = $e",
      "v2 = setmetatable({$f}, {$m = function(v3, v4) $b return $e end})", "do local k <close> = $e $b end",
      "do local k <const> = $e emit(k) end", "table.insert(u2, $e)", "rawset($e, $e, $e)",
      "p = $e"}},
    // Conditions, figures of a row, texts, and all else.
    {'c', 6,
     {"p.a < 5", "p.word", "$v", "p.b >= $n", "p.missing", "p.word == 'a'",
      "$f < $f", "$f <= $f", "$f > $f", "$f >= $n", "not $c", "$c and $c", "$c or $c", "$e == $e", "$e ~= $e",
      "type($e) == $s", "rawequal($e, $e)", "p.nothing == nil", "p:kept($e)", "math.max($n, $n) > $f",
      "$s < $s", "u2[1]", "p.object == host.token($n)"}},
    {'f', 8,
     {"p.a", "p.b", "p.c", "p.large", "p.beyond", "p.missing", "p.mixed", "$n",
      "($f + $f)", "($f - $f)", "($f * $f)", "($f / $f)", "-$f", "host.exact($n)", "$v", "#$s", "p:kept('a')",
      "(p.a - p.a)", "host.tenths():mean()", "host.numbers()[$d]", "host.tenths()[41]", "select(2, 1, $f)",
      "math.floor($n)", "host.cell($e)"}},
    {'s', 7,
     {"('a')", "('')", "('a\\0b')", "('key = value; x = 1')", "('\xc3\xa5\xe2\x82\xac\xf0\x9f\x98\x80')",
      "('%5.1f|%-20s|%q|%d')", "('xx(y(z)xx)')", "('0x1p4')",
      "$s:upper()", "$s:rep($d)", "$s:rep($d, $s)", "$s:sub($n, $n)", "$s:reverse()", "($s .. $s)",
      "tostring($e)", "$s:format($e, $e, $n, $d)", "$s:gsub($r, $s)", "$s:gsub($r, {a = $e})",
      "$s:gsub($r, function(v3, v4) $b return $e end)", "table.concat({$s, $n, $s}, $s)",
      "string.char($d, 200)", "utf8.char($d, $n)", "tostring(p.word)", "('%s'):format($e)", "('%q'):format($e)",
      "('x'):rep(3000)", "host.text($n)", "(select(2, pcall(error, $e)))", "$r"}},
    {'r', 12,
     {"'(%w+) = (%w+)'", "'.-'", "'%f[%w]%w*()'", "'%b()'", "'[^%s]*$$'", "'(a*(.)%w(%s*))'", "'^(.)%1'", "'%'",
      "'[%a-'", "'(()'", "'.?.?.?.*x'", "'%d+%.?%d*'"}},
    {'e', 10,
     {"p", "$v", "$n", "$s", "nil", "true", "false", "p.a", "p.object", "{}",
      "$f", "$c", "{$e, $e}", "{a = $e, [$e] = $e}", "{$s, $e, x = {$e}}", "function(v3, v4) $b return $e end",
      "p.$i", "p:kept()", "p:kept($e)", "p:kept($e, $e)", "host.cell($e, $e)", "host.own($d):kept($e)",
      "host.own($d):plain($e)", "host.own($d).$i", "host.few().$i", "host.few()[$e]", "#host.own($d)",
      "host.token($n)", "host.large($n)", "host.$w()", "host.$w():sum()", "host.$w():maximum()",
      "host.$w():totable()", "host.echo($e)", "host.nested()", "host.again()", "host.fail($s)",
      "host.exact($n)", "($e $o $e)", "#$e", "-$e", "$e[$e]", "($e)($e)", "host.refuse()", "host.unknown", "unknown",
      "$k($e, $e, $e)"}},
    {'k', 31,
     {"select", "type", "tostring", "tonumber", "rawget", "rawlen", "rawequal", "ipairs", "pairs", "pcall",
      "getmetatable", "setmetatable", "require", "math.floor", "math.max", "math.fmod", "math.tointeger",
      "math.type", "math.ult", "string.find", "string.byte", "string.match", "string.rep", "table.unpack",
      "table.pack", "table.remove", "table.move", "table.sort", "table.concat", "utf8.offset", "utf8.len",
      "utf8.codepoint", "string.gmatch", "assert", "emit", "u3", "print", "math.sqrt", "math.modf"}},
    {'o', 13, {"+", "-", "*", "/", "%", "//", "..", "==", "<", "<=", "and", "or", "^", "&", "~", "<<"}},
    {'v', 7, {"v1", "v2", "v3", "v4", "u1", "u2", "u3"}},
    {'w', 2, {"numbers", "tenths"}},
    {'i', 9, {"a", "word", "constant", "object", "mixed", "nothing", "beyond", "unknown", "kept"}},
    {'d', 8, {"1", "2", "3", "5", "8", "13", "20", "0"}},
    {'n', 14,
     {"1", "0", "2", "-1", "3", "0.5", "2.75", "-0.0001", "549755813887", "549755813888", "math.mininteger",
      "1e15", "math.huge", "(0/0)", "9007199254740993", "65536", "0.30000000000000004", "-7", "100", "1 / 3"}},
    {'m', 13,
     {"__index", "__newindex", "__lt", "__le", "__eq", "__add", "__unm", "__len", "__call", "__tostring",
      "__concat", "__name", "__metatable", "__gc", "__close"}},
};

typedef struct {
    choices from;
    char *text;
    size_t length, size;
    int depth;
} maker;

unsigned choose(choices *from, unsigned count) {
    return from->at < from->end ? *from->at++ % count : 0;
}

static void put(maker *m, char byte) {
    if (m->length < m->size) m->text[m->length++] = byte;
}

static void expand(maker *m, const char *way);

static void expand_rule(maker *m, char letter) {
    const rule *found = grammar;
    while (found->letter != letter) found++;
    unsigned count = 0;
    while (count < sizeof found->ways / sizeof *found->ways && found->ways[count]) count++;
    // What is nearly too long comes to its end.
    bool is_deep = m->depth >= DEPTH || m->length > m->size / 2;
    m->depth++;
    expand(m, found->ways[choose(&m->from, is_deep ? found->ends : count)]);
    m->depth--;
}

static void expand(maker *m, const char *way) {
    for (; *way; way++) {
        if (*way != '$') put(m, *way);
        else if (*++way == '$') put(m, '$');
        else expand_rule(m, *way);
    }
}

size_t make_script(choices from, char *text, size_t size, int counts) {
    maker m = {.from = from, .text = text, .size = size};
    expand(&m, "local host = require 'host' local emit, claim = host.emit, host.claim local calls = 0\n"
               "local u1, u2, u3 = 0, {}, 'u'\nlocal rule, other, call\nfunction rule(p)");
    expand(&m, counts ? " calls = calls + 1 " : "                   ");
    expand(&m, "local v1, v2, v3, v4 $t\n$b$b end\n"
               "function other(p) local v1, v2, v3, v4 $b end\n"
               "function call(p, v1, v2, v3, v4) $b$b return $e end\n");
    expand(&m, "do local p, v1, v2, v3, v4 = host.few() $b end\n"
               "return {call = call, rule = rule, other = other}");
    return m.length;
}
