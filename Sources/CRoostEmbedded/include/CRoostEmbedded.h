#ifndef CROOST_EMBEDDED_H
#define CROOST_EMBEDDED_H

#include <stddef.h>

/* Bytes that are part of the executable: valid for ever, never freed. `length` 0 means absent. */
struct roost_embedded_bytes {
  const unsigned char *_Nullable bytes;
  size_t length;
};

/* The number of runtimes in the catalogue. */
size_t roost_embedded_catalogue_count(void);

/* The file name (`nodejs.yml`) of a runtime; NULL when `index` is out of range. */
const char *_Nullable roost_embedded_catalogue_name(size_t index);

/* The text of a runtime's file; empty when `index` is out of range. */
struct roost_embedded_bytes roost_embedded_catalogue_text(size_t index);

/* The number of files that the pages of the dashboard name: style, scripts, icons. */
size_t roost_embedded_page_count(void);

/* The name (`roost.css`) of such a file; NULL when `index` is out of range. */
const char *_Nullable roost_embedded_page_name(size_t index);

/* What such a file holds; empty when `index` is out of range. */
struct roost_embedded_bytes roost_embedded_page_bytes(size_t index);

/* The static agent executable; empty unless compiled with -DROOST_EMBED_AGENT="\"path\"". */
struct roost_embedded_bytes roost_embedded_agent(void);

#endif
