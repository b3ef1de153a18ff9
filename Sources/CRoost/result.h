// The way results are returned here: the value, or the negated errno.
#ifndef ROOST_RESULT_H
#define ROOST_RESULT_H

#include <errno.h>

static inline int roost_result(long value) { return value < 0 ? -errno : (int)value; }

#endif
