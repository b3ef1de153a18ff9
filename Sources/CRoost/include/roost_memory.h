#ifndef ROOST_MEMORY_H
#define ROOST_MEMORY_H

/* Keeps the C library from giving every thread a heap of its own. Before the first thread is started. */
void roost_share_heaps(void);

/* Hands free heap memory back to the kernel, and the pages of the executable that something large needed and nothing needs now.
   Takes some milliseconds after something large. */
void roost_release_memory(void);

#endif
