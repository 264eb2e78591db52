// Two things that Swift cannot do with libarchive: do without it until an archive is met, which most commands never do;
// and have it read names as UTF-8 whatever the locale of the process is, so that they come out as they were stored.
#pragma once
#include <archive.h>
#include <archive_entry.h>

// Opens libarchive. To be called once, before anything below; answers whether it is there and whole.
int dojo_archive_start(void);

// A reader of zip and tar, with gzip around it or without; NULL when there is no memory.
struct archive *dojo_archive_reader(void);
// A reader of one file that bzip2 or xz packed, as an archive of one entry; NULL when there is no memory.
struct archive *dojo_archive_unpacker(void);
int dojo_archive_open_memory(struct archive *reader, const void *bytes, size_t size);
int dojo_archive_open_file(struct archive *reader, int descriptor);
int dojo_archive_next(struct archive *reader, struct archive_entry **entry);
la_ssize_t dojo_archive_read(struct archive *reader, void *bytes, size_t size);
// Whether the archive is compressed as a whole, so that passing over an entry means to unpack it.
int dojo_archive_is_filtered(struct archive *reader);
void dojo_archive_close_reader(struct archive *reader);

// A writer of zip into memory; `used` must live as long as the writer.
struct archive *dojo_archive_zip_writer(void *bytes, size_t size, size_t *used);
int dojo_archive_write(struct archive *writer, const char *name, const void *bytes, size_t size);
int dojo_archive_close_writer(struct archive *writer);

// What went wrong last, in libarchive's words; NULL when it has none.
const char *dojo_archive_words(struct archive *archive);

const char *dojo_entry_name(struct archive_entry *entry);
int dojo_entry_is_link(struct archive_entry *entry);
int dojo_entry_is_encrypted(struct archive_entry *entry);
unsigned dojo_entry_type(struct archive_entry *entry);
// Bytes as the archive tells them; -1 when it does not.
la_int64_t dojo_entry_size(struct archive_entry *entry);
// Seconds since 1970; 0 when the archive does not tell.
la_int64_t dojo_entry_time(struct archive_entry *entry);
