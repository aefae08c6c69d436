// Reads TOML 1.0 with toml++ and hands it over as flat nodes, each with its line and column.
//
// No C++ type or exception crosses this border: each call that can fail gives a status. Status and
// kind values are never renumbered.
#ifndef CTOML_H
#define CTOML_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    CTOML_DONE = 0,
    /// The bytes are not TOML: see ctoml_syntax_error.
    CTOML_SYNTAX = 1,
    CTOML_NO_MEMORY = 2,
    CTOML_MISUSE = 3,
    /// toml++ failed in a way that it does not document.
    CTOML_FAULT = 4
};

enum {
    CTOML_TABLE = 1,
    CTOML_ARRAY = 2,
    CTOML_STRING = 3,
    CTOML_INTEGER = 4,
    CTOML_FLOAT = 5,
    CTOML_BOOLEAN = 6,
    /// A day without a time.
    CTOML_DAY = 7,
    /// A time, or a day with a time.
    CTOML_TIME = 8
};

/// A place in the text, from 1, in Unicode scalars.
typedef struct ctoml_place {
    uint32_t line;
    uint32_t column;
} ctoml_place;

/// One value. Nodes are in preorder: the children of a table or array follow it.
typedef struct ctoml_node {
    int32_t kind;
    /// How many children a table or array has, not counting theirs.
    uint32_t children;
    ctoml_place place;
    /// None (null and zeros) for the root and for what is in an array.
    const char *key;
    size_t key_length;
    ctoml_place key_place;
    /// The contents of a string; the source text of a float, day or time. Not terminated by a zero.
    const char *text;
    size_t text_length;
    /// An integer; 1 or 0 for a boolean.
    int64_t integer;
    double real;
    int32_t year;
    int32_t month;
    int32_t day;
} ctoml_node;

typedef struct ctoml_document ctoml_document;

/// Parses `length` bytes, which are copied, and makes a document unless memory is lacking.
///
/// After CTOML_SYNTAX there is a document too, which holds the error. Names and brackets that nest
/// deeper than 16 are a syntax error: toml++ destroys its tables recursively.
int32_t ctoml_parse(const uint8_t *bytes, size_t length, ctoml_document **document);

/// Gives the nodes of a document; they live as long as it.
int32_t ctoml_nodes(const ctoml_document *document, const ctoml_node **nodes, size_t *count);

/// Gives what made ctoml_parse say CTOML_SYNTAX; the message lives as long as the document.
int32_t ctoml_syntax_error(
    const ctoml_document *document, const char **message, size_t *length, ctoml_place *place);

/// Frees a document, and does nothing for null.
void ctoml_free(ctoml_document *document);

#ifdef __cplusplus
}
#endif

#endif
