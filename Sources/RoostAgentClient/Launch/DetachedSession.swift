package import Glibc

/// How a program is started that goes on without this process: in a session of its own, with no signal blocked or ignored.
package enum DetachedSession {
  private static let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID of <spawn.h>

  package static func set(_ attributes: inout posix_spawnattr_t) {
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | newSession))
  }
}
