// Values and libraries on the wire. A value is a word of kind and type, then what it holds; the pairs of a
// table follow it, each table in them followed by its own.
#include "wire.h"

#include <stdlib.h>

#define LEAST_NODE 8    // bytes

static void put_node(luahost_port *port, const luahost_value *value) {
    luahost_wire *out = &port->out;
    luahost_put(out, (uint64_t)(uint32_t)value->kind | (uint64_t)(uint32_t)value->type << 32);
    switch (value->kind) {
    case LUAHOST_BOOLEAN:
    case LUAHOST_INTEGER:
    case LUAHOST_NUMBER:
    case LUAHOST_FUNCTION: luahost_put(out, value->content.word); break;
    case LUAHOST_STRING: luahost_put_bytes(out, value->content.bytes, value->length); break;
    case LUAHOST_TABLE: luahost_put(out, value->length); break;
    case LUAHOST_OBJECT: port->put_object(port, value); break;
    default: break;
    }
}

void luahost_put_value(luahost_port *port, const luahost_value *nodes, const luahost_value *value) {
    put_node(port, value);
    if (value->kind != LUAHOST_TABLE) return;
    const luahost_value *node = nodes + value->content.integer;
    for (size_t left = 2 * value->length; left > 0; left--, node++) {
        put_node(port, node);
        if (node->kind == LUAHOST_TABLE) left += 2 * node->length;
    }
}

void luahost_put_nodes(luahost_port *port, const luahost_value *nodes, size_t count) {
    luahost_put(&port->out, count);
    for (size_t i = 0; i < count; i++) put_node(port, &nodes[i]);
}

static bool take_string(luahost_port *port, luahost_value *value) {
    value->content.bytes = luahost_take_bytes(&port->in, &value->length);
    if (!port->copies || value->length == 0) return true;
    char *room = luahost_room(port->host, value->length);
    if (!room) {
        port->is_short = true;
        return false;
    }
    memcpy(room, value->content.bytes, value->length);
    value->content.bytes = room;
    return true;
}

// Takes a value without the pairs of a table.
static bool take_node(luahost_port *port, luahost_value *value) {
    luahost_wire *in = &port->in;
    uint64_t head = luahost_take(in);
    *value = (luahost_value){.kind = (int32_t)(head & 0xffffffffu), .type = (int32_t)(head >> 32)};
    bool is_good = true;
    switch (value->kind) {
    case LUAHOST_NIL: break;
    case LUAHOST_BOOLEAN:
    case LUAHOST_INTEGER:
    case LUAHOST_NUMBER:
    case LUAHOST_FUNCTION: value->content.word = luahost_take(in); break;
    case LUAHOST_STRING: is_good = take_string(port, value); break;
    case LUAHOST_TABLE: value->length = luahost_take(in); break;
    case LUAHOST_OBJECT: is_good = port->take_object(port, value); break;
    default: return false;
    }
    return is_good && !in->failed;
}

static bool take_pairs(luahost_port *port, size_t pairs, int depth);

static bool take_tree(luahost_port *port, int depth) {
    size_t place = port->list->count;
    if (!luahost_append(port->host, port->list)) {
        port->is_short = true;
        return false;
    }
    luahost_value node;
    if (!take_node(port, &node)) return false;
    port->list->values[place] = node;
    return node.kind != LUAHOST_TABLE || take_pairs(port, node.length, depth);
}

static bool take_pairs(luahost_port *port, size_t pairs, int depth) {
    if (depth >= port->depth || pairs > luahost_left(&port->in) / (2 * LEAST_NODE)) return false;
    for (size_t node = 0; node < 2 * pairs; node++)
        if (!take_tree(port, depth + 1)) return false;
    return true;
}

bool luahost_take_value(luahost_port *port, luahost_value *value) {
    if (!take_node(port, value)) return false;
    if (value->kind != LUAHOST_TABLE) return true;
    value->content.integer = (int64_t)port->list->count;
    return take_pairs(port, value->length, 0);
}

bool luahost_take_nodes(luahost_port *port) {
    uint64_t count = luahost_take(&port->in);
    if (count > luahost_left(&port->in) / LEAST_NODE || count > INT32_MAX) return false;
    while (port->list->count < count)
        if (!take_tree(port, 0)) return false;
    return port->list->count == count;
}

// MARK: Libraries

static void put_text(luahost_wire *out, const char *text) { luahost_put_bytes(out, text, strlen(text) + 1); }

static void put_names(luahost_wire *out, const luahost_name *names, int32_t count) {
    luahost_put(out, (uint64_t)count);
    for (int32_t i = 0; i < count; i++) {
        put_text(out, names[i].name);
        luahost_put(out, (uint32_t)names[i].function);
        luahost_put(out, names[i].by_row);
    }
}

void luahost_put_library(luahost_wire *out, const luahost_library *library) {
    luahost_put(out, (uint64_t)library->type_count);
    for (const luahost_type *type = library->types; type < library->types + library->type_count; type++) {
        put_text(out, type->name);
        put_names(out, type->methods, type->method_count);
        luahost_put(out, (uint32_t)type->form);
        for (int event = 0; event < LUAHOST_OPERATORS; event++)
            luahost_put(out, (uint32_t)type->operators[event]);
        luahost_put(out, type->index_by_row);
    }
    luahost_put(out, (uint64_t)library->module_count);
    for (int32_t i = 0; i < library->module_count; i++) {
        put_text(out, library->modules[i].name);
        put_names(out, library->modules[i].functions, library->modules[i].function_count);
    }
    luahost_put(out, (uint32_t)library->unknown_name);
    luahost_put(out, (uint32_t)library->exact_type);
    luahost_put(out, (uint32_t)library->column_type);
    luahost_put(out, library->asks);
}

static int32_t take_number(luahost_wire *in) { return (int32_t)(uint32_t)luahost_take(in); }

// Returns zeroed memory for as many as the frame says, and at least one; NULL where it cannot hold so many.
static void *take_array(luahost_wire *in, size_t size, int32_t *count) {
    uint64_t wanted = luahost_take(in);
    if (wanted > luahost_left(in) / LEAST_NODE || wanted > INT32_MAX) in->failed = true;
    if (in->failed) return NULL;
    *count = (int32_t)wanted;
    return calloc(wanted ? (size_t)wanted : 1, size);
}

static const luahost_name *take_names(luahost_wire *in, int32_t *count) {
    luahost_name *names = take_array(in, sizeof *names, count);
    for (int32_t i = 0; names && i < *count; i++) {
        names[i].name = luahost_take_text(in);
        names[i].function = take_number(in);
        names[i].by_row = luahost_take(in) != 0;
    }
    return names;
}

// What it takes belongs to the worker for as long as that runs.
luahost_library *luahost_take_library(luahost_wire *in) {
    luahost_library *library = calloc(1, sizeof *library);
    if (!library) return NULL;
    luahost_type *types = take_array(in, sizeof *types, &library->type_count);
    for (int32_t i = 0; types && i < library->type_count; i++) {
        types[i].name = luahost_take_text(in);
        types[i].methods = take_names(in, &types[i].method_count);
        types[i].form = take_number(in);
        for (int event = 0; event < LUAHOST_OPERATORS; event++) types[i].operators[event] = take_number(in);
        types[i].index_by_row = luahost_take(in) != 0;
    }
    luahost_module *modules = take_array(in, sizeof *modules, &library->module_count);
    for (int32_t i = 0; modules && i < library->module_count; i++) {
        modules[i].name = luahost_take_text(in);
        modules[i].functions = take_names(in, &modules[i].function_count);
    }
    library->types = types;
    library->modules = modules;
    library->unknown_name = take_number(in);
    library->exact_type = take_number(in);
    library->column_type = take_number(in);
    library->asks = luahost_take(in) != 0;
    bool is_good = luahost_is_taken(in) && library->type_count < LUAHOST_TYPES &&
                   library->exact_type < library->type_count && library->column_type < library->type_count;
    return is_good ? library : NULL;
}
