// System calls that Swift cannot make by itself, one small file for each topic. No policy: the callers decide values.
//
// Every function returns a result >= 0, or a negated errno value. Descriptors are made close-on-exec.
#ifndef CROOST_H
#define CROOST_H

#include "roost_confine.h"
#include "roost_events.h"
#include "roost_image.h"
#include "roost_machine.h"
#include "roost_memory.h"
#include "roost_mount.h"
#include "roost_namespace.h"
#include "roost_network.h"
#include "roost_overlay.h"
#include "roost_path.h"
#include "roost_ports.h"
#include "roost_socket.h"
#include "roost_spawn.h"
#include "roost_terminal.h"
#include "roost_watch.h"

#endif
