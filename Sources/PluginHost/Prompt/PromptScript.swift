import LuaHost

/// What of the prompt is Lua: it looks at values where they are, so that a table of any size or shape can be shown, and
/// calls nothing of anybody's.
///
/// What it gives of a value is a table that names its kind, and is read by `LookedAt`.
enum PromptScript {
    static let source = LuaSource(module: "utfall.show", name: file, bytes: Array(text.utf8))
    static let file = "utfall/show.lua"

    private static let text = """
        local prompt = require "utfall.prompt"
        local type, rawget, rawset, rawlen, select, sub = type, rawget, rawset, rawlen, select, string.sub
        local ipairs, pairs = ipairs, pairs
        local globals = _ENV
        -- How many pairs of a table, tables in tables, pairs in all, bytes of a text, and results are shown.
        local PAIRS, DEEPEST, ALL, BYTES, RESULTS = 40, 6, 400, 2000, 20
        local first_keys, function_number

        local function look(value, depth, open, room)
            local kind = type(value)
            if kind == "string" then
                return {kind = "text", value = sub(value, 1, BYTES), length = rawlen(value)}
            elseif kind == "function" then
                return {kind = "function", value = function_number(value)}
            elseif kind ~= "table" then
                return {kind = "value", value = value}
            elseif open[value] then
                return {kind = "cycle"}
            end
            if depth > DEEPEST or room.left <= 0 then return {kind = "table", keys = {}, values = {}, count = -1} end
            local keys, count, behind = first_keys(value, PAIRS)
            open[value] = true
            local seen_keys, values = {}, {}
            for place = 1, #keys do
                if room.left <= 0 then break end
                room.left = room.left - 1
                seen_keys[place] = look(keys[place], DEEPEST + 1, open, room)
                values[place] = look(rawget(behind, keys[place]), depth + 1, open, room)
            end
            open[value] = nil
            return {kind = "table", keys = seen_keys, values = values, count = count}
        end

        local function look_at_all(...)
            local room, all = {left = ALL}, {}
            for place = 1, select("#", ...) do
                if place > RESULTS then break end
                all[place] = look((select(place, ...)), 1, {}, room)
            end
            return all
        end

        local function show(keys_of, number_of, ...)
            first_keys, function_number = keys_of, number_of
            return look_at_all(...)
        end

        -- Follows names through tables; the first value that is none is given with how many names led to it.
        local function follow(names)
            local value, place = globals, 0
            while type(value) == "table" do
                local keys, _, behind = first_keys(value, 256)
                if place == #names then
                    local texts = {}
                    for _, key in ipairs(keys) do
                        if type(key) == "string" then texts[#texts + 1] = key end
                    end
                    return {followed = place, names = texts}
                end
                place = place + 1
                value = rawget(behind, names[place])
            end
            return {followed = place, value = look(value, DEEPEST + 1, {}, {left = 0})}
        end

        local function set(values)
            for name, value in pairs(values) do rawset(globals, name, value) end
        end

        rawset(globals, "describe", function(...)
            if select("#", ...) == 0 then return prompt.describe() end
            return prompt.describe(look((...), 1, {}, {left = ALL}))
        end)
        rawset(globals, "print", function(...) return prompt.print(look_at_all(...)) end)
        rawset(globals, "people", prompt.people)
        rawset(globals, "person", prompt.person)

        return {show = show, follow = follow, set = set}
        """
}
