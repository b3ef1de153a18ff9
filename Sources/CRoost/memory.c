#include "include/roost_memory.h"

#include <malloc.h>

void roost_share_heaps(void) {
#ifdef M_ARENA_MAX
  mallopt(M_ARENA_MAX, 2);
#endif
}

void roost_release_memory(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
