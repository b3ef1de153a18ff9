import Glibc

/// An open file descriptor. Closed with its last reference, or earlier by ``close()``.
final class Descriptor {
  private(set) var number: Int32

  init(_ number: Int32) { self.number = number }

  deinit { close() }

  func close() {
    if number >= 0 { _ = Glibc.close(number) }
    number = -1
  }

  /// Opens by the result of a `roost_` function.
  convenience init(checking result: Int32) throws(SystemFailure) {
    self.init(try SystemFailure.check(result))
  }

  /// Opens a path of our own making. What others can influence goes through `roost_open`.
  static func open(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(SystemFailure) -> Descriptor {
    Descriptor(try SystemFailure.checkLibrary(Glibc.open(path, flags | O_CLOEXEC, mode)))
  }

  static func open(
    in directory: Descriptor, _ path: String, _ flags: Int32, mode: mode_t = 0
  ) throws(SystemFailure) -> Descriptor {
    Descriptor(try SystemFailure.checkLibrary(openat(directory.number, path, flags | O_CLOEXEC, mode)))
  }

  func setNonBlocking() throws(SystemFailure) {
    let flags = try SystemFailure.checkLibrary(fcntl(number, F_GETFL))
    try SystemFailure.checkLibrary(fcntl(number, F_SETFL, flags | O_NONBLOCK))
  }
}
