import Glibc

/// What the kernel answered to a call that it refused.
struct SystemFailure: Error, Equatable {
  var errno: Int32

  init(_ errno: Int32) { self.errno = errno }

  /// The reason the C library's last call failed for.
  static var last: SystemFailure { SystemFailure(Glibc.errno) }

  /// Unpacks the result of a `roost_` function: the value, or a negated errno.
  @discardableResult
  static func check(_ result: Int32) throws(SystemFailure) -> Int32 {
    if result < 0 { throw SystemFailure(-result) }
    return result
  }

  /// Unpacks the result of a C library call that leaves its reason in `errno`.
  @discardableResult
  static func checkLibrary<Value: SignedInteger>(_ result: Value) throws(SystemFailure) -> Value {
    if result < 0 { throw last }
    return result
  }

  /// A file of ours does not hold what we wrote.
  static let damaged = SystemFailure(EBADMSG)

  var text: String { String(cString: strerror(errno)) }
}
