// libarchive, opened when an archive is first met: most commands never meet one.
#pragma once
#include <archive.h>
#include <archive_entry.h>
