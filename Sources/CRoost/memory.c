#define _GNU_SOURCE
#include "include/roost_memory.h"

#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

void roost_share_heaps(void) {
#ifdef M_ARENA_MAX
  mallopt(M_ARENA_MAX, 2);
#endif
}

/* Segments that are never written hold what the file holds, and nothing else: whoever needs a page maps it again from the
   page cache. */
static int drop_read_only_segments(struct dl_phdr_info *object, size_t size, void *unused) {
  (void)size;
  (void)unused;
  const unsigned long page = (unsigned long)sysconf(_SC_PAGESIZE);
  for (int index = 0; index < object->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[index];
    if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W) != 0) continue;
    /* Whole pages: the first and the last may be shared with a segment that is written. */
    const unsigned long begin = (object->dlpi_addr + segment->p_vaddr + page - 1) & ~(page - 1);
    const unsigned long end = (object->dlpi_addr + segment->p_vaddr + segment->p_memsz) & ~(page - 1);
    if (begin < end) madvise((void *)begin, end - begin, MADV_DONTNEED);
  }
  /* The first object is the executable; libraries are shared with others anyway. */
  return 1;
}

void roost_release_memory(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
  dl_iterate_phdr(drop_read_only_segments, NULL);
}
