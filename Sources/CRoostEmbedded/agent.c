#include "CRoostEmbedded.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

#ifdef ROOST_EMBED_AGENT

static const unsigned char agent[] = {
#embed ROOST_EMBED_AGENT
};

struct roost_embedded_bytes roost_embedded_agent(void) {
  struct roost_embedded_bytes whole = {agent, sizeof agent};
  return whole;
}

#else

struct roost_embedded_bytes roost_embedded_agent(void) {
  struct roost_embedded_bytes absent = {NULL, 0};
  return absent;
}

#endif
