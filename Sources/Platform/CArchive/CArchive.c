#include "CArchive.h"

#include <dlfcn.h>
#include <locale.h>
#if defined(__APPLE__)
#include <xlocale.h>
#define LIBRARY "libarchive.2.dylib"
#else
#define LIBRARY "libarchive.so.13"
#endif

// The parts of libarchive that dojo uses, once it has been opened.
static struct {
  __typeof__(archive_read_new) *read_new;
  __typeof__(archive_read_support_format_zip) *read_support_format_zip;
  __typeof__(archive_read_support_format_tar) *read_support_format_tar;
  __typeof__(archive_read_support_filter_gzip) *read_support_filter_gzip;
  __typeof__(archive_read_support_format_raw) *read_support_format_raw;
  __typeof__(archive_read_support_filter_bzip2) *read_support_filter_bzip2;
  __typeof__(archive_read_support_filter_xz) *read_support_filter_xz;
  __typeof__(archive_read_open_memory) *read_open_memory;
  __typeof__(archive_read_open_fd) *read_open_fd;
  __typeof__(archive_read_next_header) *read_next_header;
  __typeof__(archive_read_data) *read_data;
  __typeof__(archive_read_free) *read_free;
  __typeof__(archive_filter_code) *filter_code;
  __typeof__(archive_error_string) *error_string;
  __typeof__(archive_write_new) *write_new;
  __typeof__(archive_write_set_format_zip) *write_set_format_zip;
  __typeof__(archive_write_set_bytes_in_last_block) *write_set_bytes_in_last_block;
  __typeof__(archive_write_open_memory) *write_open_memory;
  __typeof__(archive_write_header) *write_header;
  __typeof__(archive_write_data) *write_data;
  __typeof__(archive_write_close) *write_close;
  __typeof__(archive_write_free) *write_free;
  __typeof__(archive_entry_new) *entry_new;
  __typeof__(archive_entry_free) *entry_free;
  __typeof__(archive_entry_pathname) *entry_pathname;
  __typeof__(archive_entry_hardlink) *entry_hardlink;
  __typeof__(archive_entry_filetype) *entry_filetype;
  __typeof__(archive_entry_size) *entry_size;
  __typeof__(archive_entry_size_is_set) *entry_size_is_set;
  __typeof__(archive_entry_mtime) *entry_mtime;
  __typeof__(archive_entry_mtime_is_set) *entry_mtime_is_set;
  __typeof__(archive_entry_is_encrypted) *entry_is_encrypted;
  __typeof__(archive_entry_copy_pathname) *entry_copy_pathname;
  __typeof__(archive_entry_set_filetype) *entry_set_filetype;
  __typeof__(archive_entry_set_perm) *entry_set_perm;
  __typeof__(archive_entry_set_size) *entry_set_size;
  __typeof__(archive_entry_set_mtime) *entry_set_mtime;
} lib;

static locale_t utf8;

#define FIND(name) \
  if (!(lib.name = (__typeof__(lib.name))dlsym(library, "archive_" #name))) return 0

int dojo_archive_start(void) {
  void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
  if (!library) return 0;
  FIND(read_new);
  FIND(read_support_format_zip);
  FIND(read_support_format_tar);
  FIND(read_support_filter_gzip);
  FIND(read_support_format_raw);
  FIND(read_support_filter_bzip2);
  FIND(read_support_filter_xz);
  FIND(read_open_memory);
  FIND(read_open_fd);
  FIND(read_next_header);
  FIND(read_data);
  FIND(read_free);
  FIND(filter_code);
  FIND(error_string);
  FIND(write_new);
  FIND(write_set_format_zip);
  FIND(write_set_bytes_in_last_block);
  FIND(write_open_memory);
  FIND(write_header);
  FIND(write_data);
  FIND(write_close);
  FIND(write_free);
  FIND(entry_new);
  FIND(entry_free);
  FIND(entry_pathname);
  FIND(entry_hardlink);
  FIND(entry_filetype);
  FIND(entry_size);
  FIND(entry_size_is_set);
  FIND(entry_mtime);
  FIND(entry_mtime_is_set);
  FIND(entry_is_encrypted);
  FIND(entry_copy_pathname);
  FIND(entry_set_filetype);
  FIND(entry_set_perm);
  FIND(entry_set_size);
  FIND(entry_set_mtime);
  utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  if (!utf8) utf8 = newlocale(LC_CTYPE_MASK, "en_US.UTF-8", (locale_t)0);
  return 1;
}

static locale_t speak_utf8(void) { return utf8 ? uselocale(utf8) : (locale_t)0; }
static void speak_as_before(locale_t before) {
  if (before) uselocale(before);
}

struct archive *dojo_archive_reader(void) {
  struct archive *reader = lib.read_new();
  if (!reader) return reader;
  lib.read_support_format_zip(reader);
  lib.read_support_format_tar(reader);
  lib.read_support_filter_gzip(reader);
  return reader;
}

struct archive *dojo_archive_unpacker(void) {
  struct archive *reader = lib.read_new();
  if (!reader) return reader;
  lib.read_support_format_raw(reader);
  lib.read_support_filter_bzip2(reader);
  lib.read_support_filter_xz(reader);
  return reader;
}

int dojo_archive_open_memory(struct archive *reader, const void *bytes, size_t size) {
  return lib.read_open_memory(reader, bytes, size);
}
int dojo_archive_open_file(struct archive *reader, int descriptor) {
  return lib.read_open_fd(reader, descriptor, 128 * 1024);
}
int dojo_archive_next(struct archive *reader, struct archive_entry **entry) {
  locale_t before = speak_utf8();
  int result = lib.read_next_header(reader, entry);
  speak_as_before(before);
  return result;
}
la_ssize_t dojo_archive_read(struct archive *reader, void *bytes, size_t size) {
  return lib.read_data(reader, bytes, size);
}
int dojo_archive_is_filtered(struct archive *reader) {
  return lib.filter_code(reader, 0) != ARCHIVE_FILTER_NONE;
}
void dojo_archive_close_reader(struct archive *reader) { lib.read_free(reader); }

struct archive *dojo_archive_zip_writer(void *bytes, size_t size, size_t *used) {
  struct archive *writer = lib.write_new();
  if (!writer) return writer;
  if (lib.write_set_format_zip(writer) == ARCHIVE_OK &&
      lib.write_set_bytes_in_last_block(writer, 1) == ARCHIVE_OK &&
      lib.write_open_memory(writer, bytes, size, used) == ARCHIVE_OK)
    return writer;
  lib.write_free(writer);
  return (struct archive *)0;
}

int dojo_archive_write(struct archive *writer, const char *name, const void *bytes, size_t size) {
  struct archive_entry *entry = lib.entry_new();
  if (!entry) return ARCHIVE_FATAL;
  locale_t before = speak_utf8();
  lib.entry_copy_pathname(entry, name);
  lib.entry_set_filetype(entry, AE_IFREG);
  lib.entry_set_perm(entry, 0644);
  lib.entry_set_size(entry, (la_int64_t)size);
  // Zip tells local time, but none before 1980: every such moment is written as the same bytes in every time zone.
  lib.entry_set_mtime(entry, 0, 0);
  int result = lib.write_header(writer, entry);
  speak_as_before(before);
  lib.entry_free(entry);
  if (result != ARCHIVE_OK || size == 0) return result;
  return lib.write_data(writer, bytes, size) == (la_ssize_t)size ? ARCHIVE_OK : ARCHIVE_FATAL;
}
int dojo_archive_close_writer(struct archive *writer) {
  int result = lib.write_close(writer);
  lib.write_free(writer);
  return result;
}

const char *dojo_archive_words(struct archive *archive) { return lib.error_string(archive); }

const char *dojo_entry_name(struct archive_entry *entry) {
  locale_t before = speak_utf8();
  const char *name = lib.entry_pathname(entry);
  speak_as_before(before);
  return name;
}
int dojo_entry_is_link(struct archive_entry *entry) { return lib.entry_hardlink(entry) != (const char *)0; }
int dojo_entry_is_encrypted(struct archive_entry *entry) { return lib.entry_is_encrypted(entry); }
unsigned dojo_entry_type(struct archive_entry *entry) { return (unsigned)lib.entry_filetype(entry); }
la_int64_t dojo_entry_size(struct archive_entry *entry) {
  return lib.entry_size_is_set(entry) ? lib.entry_size(entry) : -1;
}
la_int64_t dojo_entry_time(struct archive_entry *entry) {
  return lib.entry_mtime_is_set(entry) ? (la_int64_t)lib.entry_mtime(entry) : 0;
}
