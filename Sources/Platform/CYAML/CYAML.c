#include "CYAML.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static struct {
  __typeof__(yaml_parser_initialize) *initialize;
  __typeof__(yaml_parser_set_encoding) *set_encoding;
  __typeof__(yaml_parser_set_input_string) *set_input_string;
  __typeof__(yaml_parser_parse) *parse;
  __typeof__(yaml_parser_delete) *delete;
  __typeof__(yaml_event_delete) *event_delete;
} libyaml;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_there;

static void find(void) {
#if defined(__APPLE__)
  static const char *const names[] = {
      "/opt/homebrew/opt/libyaml/lib/libyaml-0.2.dylib", "/usr/local/opt/libyaml/lib/libyaml-0.2.dylib"};
#else
  static const char *const names[] = {"libyaml-0.so.2"};
#endif
  void *library = NULL;
  for (size_t index = 0; !library && index < sizeof names / sizeof *names; index++) {
    library = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
  }
  if (!library) return;
#define FIND(field, name) \
  if (!(libyaml.field = (__typeof__(libyaml.field))dlsym(library, name))) return
  FIND(initialize, "yaml_parser_initialize");
  FIND(set_encoding, "yaml_parser_set_encoding");
  FIND(set_input_string, "yaml_parser_set_input_string");
  FIND(parse, "yaml_parser_parse");
  FIND(delete, "yaml_parser_delete");
  FIND(event_delete, "yaml_event_delete");
  is_there = 1;
}

int dojo_yaml_start(void) {
  pthread_once(&once, find);
  return is_there;
}

struct dojo_yaml_parser {
  yaml_parser_t parser;
  yaml_event_t event;
};

dojo_yaml_parser *dojo_yaml_make(const void *bytes, size_t size) {
  dojo_yaml_parser *made = calloc(1, sizeof *made);
  if (!made) return NULL;
  if (!libyaml.initialize(&made->parser)) {
    free(made);
    return NULL;
  }
  libyaml.set_encoding(&made->parser, YAML_UTF8_ENCODING);
  libyaml.set_input_string(&made->parser, bytes, size);
  return made;
}

int dojo_yaml_next(dojo_yaml_parser *parser, dojo_yaml_event *event) {
  yaml_event_t *found = &parser->event;
  libyaml.event_delete(found);
  if (!libyaml.parse(&parser->parser, found)) return 0;
  memset(event, 0, sizeof *event);
  event->line = found->start_mark.line;
  event->column = found->start_mark.column;
  switch (found->type) {
  case YAML_STREAM_END_EVENT:
    event->kind = DOJO_YAML_STREAM_END;
    break;
  case YAML_DOCUMENT_START_EVENT:
    event->kind = DOJO_YAML_DOCUMENT_START;
    break;
  case YAML_ALIAS_EVENT:
    event->kind = DOJO_YAML_ALIAS;
    event->anchor = (const char *)found->data.alias.anchor;
    break;
  case YAML_SCALAR_EVENT:
    event->kind = DOJO_YAML_SCALAR;
    event->anchor = (const char *)found->data.scalar.anchor;
    event->text = (const char *)found->data.scalar.value;
    event->size = found->data.scalar.length;
    event->is_plain = found->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    break;
  case YAML_SEQUENCE_START_EVENT:
    event->kind = DOJO_YAML_SEQUENCE_START;
    event->anchor = (const char *)found->data.sequence_start.anchor;
    break;
  case YAML_SEQUENCE_END_EVENT:
    event->kind = DOJO_YAML_SEQUENCE_END;
    break;
  case YAML_MAPPING_START_EVENT:
    event->kind = DOJO_YAML_MAPPING_START;
    event->anchor = (const char *)found->data.mapping_start.anchor;
    break;
  case YAML_MAPPING_END_EVENT:
    event->kind = DOJO_YAML_MAPPING_END;
    break;
  default:
    event->kind = DOJO_YAML_OTHER;
  }
  return 1;
}

dojo_yaml_fault dojo_yaml_problem(
    const dojo_yaml_parser *parser, const char **words, size_t *line, size_t *column) {
  const yaml_parser_t *found = &parser->parser;
  *words = found->problem ? found->problem : "";
  *line = found->problem_mark.line;
  *column = found->problem_mark.column;
  switch (found->error) {
  case YAML_READER_ERROR:
    return DOJO_YAML_UNREADABLE;
  case YAML_SCANNER_ERROR:
    return DOJO_YAML_UNSCANNABLE;
  case YAML_MEMORY_ERROR:
    return DOJO_YAML_NO_MEMORY;
  default:
    return DOJO_YAML_UNPARSABLE;
  }
}

void dojo_yaml_free(dojo_yaml_parser *parser) {
  libyaml.event_delete(&parser->event);
  libyaml.delete(&parser->parser);
  free(parser);
}
