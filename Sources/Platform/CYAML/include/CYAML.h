// What Swift cannot do with libyaml: do without it until a YAML file is met, which most commands never do; and take its
// events as plain values, since they are unions.
#pragma once
#include <stddef.h>

typedef struct dojo_yaml_parser dojo_yaml_parser;

typedef enum {
  DOJO_YAML_STREAM_END,
  DOJO_YAML_DOCUMENT_START,
  DOJO_YAML_ALIAS,
  DOJO_YAML_SCALAR,
  DOJO_YAML_SEQUENCE_START,
  DOJO_YAML_SEQUENCE_END,
  DOJO_YAML_MAPPING_START,
  DOJO_YAML_MAPPING_END,
  // The starts and ends that say nothing.
  DOJO_YAML_OTHER,
} dojo_yaml_kind;

typedef struct {
  dojo_yaml_kind kind;
  // The text of a scalar; valid until the next event, as are all pointers here.
  const char *text;
  size_t size;
  // The anchor of a node, or the one an alias names; NULL if there is none.
  const char *anchor;
  // Whether a scalar stands without quotes and not as a block.
  int is_plain;
  // Counted from 0; columns in Unicode scalars.
  size_t line;
  size_t column;
} dojo_yaml_event;

typedef enum {
  DOJO_YAML_NO_MEMORY,
  // The bytes are no text.
  DOJO_YAML_UNREADABLE,
  // Letters that begin no token.
  DOJO_YAML_UNSCANNABLE,
  // Tokens in an order that is none of YAML's.
  DOJO_YAML_UNPARSABLE,
} dojo_yaml_fault;

// Opens libyaml, once; answers whether it is there and whole.
int dojo_yaml_start(void);
// Begins to parse UTF-8, which must stay where it is; NULL without memory. To be called after dojo_yaml_start.
dojo_yaml_parser *dojo_yaml_make(const void *bytes, size_t size);
// The next event; 0 when the text is wrong.
int dojo_yaml_next(dojo_yaml_parser *parser, dojo_yaml_event *event);
// What was wrong, in libyaml's words, and where, counted from 0.
dojo_yaml_fault dojo_yaml_problem(
    const dojo_yaml_parser *parser, const char **words, size_t *line, size_t *column);
void dojo_yaml_free(dojo_yaml_parser *parser);
