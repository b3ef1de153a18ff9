import Glibc

/// How many files a process may have open.
enum OpenFileLimit {
  /// No more than this process may allow itself: raising its hard limit takes a privilege that even root may lack.
  static func allowed(_ wanted: UInt32) -> UInt32 {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
    return UInt32(clamping: min(UInt64(wanted), UInt64(limit.rlim_max)))
  }
}
