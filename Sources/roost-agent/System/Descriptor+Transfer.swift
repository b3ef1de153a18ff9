import Glibc

extension Descriptor {
  /// Up to `count` bytes; empty at the end.
  func read(_ count: Int) throws(SystemFailure) -> [UInt8] {
    var problem: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let result = Descriptor.retrying { Glibc.read(number, buffer.baseAddress, count) }
      if result < 0 { problem = Glibc.errno }
      filled = max(0, result)
    }
    if problem != 0 { throw SystemFailure(problem) }
    return bytes
  }

  /// Everything up to the end; EFBIG when it is more than `limit`.
  func readAll(limit: Int) throws(SystemFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let part = try read(64 << 10)
      if part.isEmpty { return bytes }
      bytes += part
      if bytes.count > limit { throw SystemFailure(EFBIG) }
    }
  }

  /// Up to `count` bytes from a position in a file; empty at its end.
  func read(_ count: Int, at position: UInt64) throws(SystemFailure) -> [UInt8] {
    var problem: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let result = Descriptor.retrying { pread(number, buffer.baseAddress, count, off_t(position)) }
      if result < 0 { problem = Glibc.errno }
      filled = max(0, result)
    }
    if problem != 0 { throw SystemFailure(problem) }
    return bytes
  }

  /// As much as is taken at once.
  func writeSome(_ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int {
    let result = bytes.withUnsafeBytes { buffer in
      Descriptor.retrying { Glibc.write(number, buffer.baseAddress, buffer.count) }
    }
    return try SystemFailure.checkLibrary(result)
  }

  /// To a socket, as much as is taken at once. EPIPE when nobody reads.
  func sendSome(_ bytes: ArraySlice<UInt8>) throws(SystemFailure) -> Int {
    let result = bytes.withUnsafeBytes { buffer in
      Descriptor.retrying { send(number, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL)) }
    }
    return try SystemFailure.checkLibrary(result)
  }

  func writeAll(_ bytes: [UInt8]) throws(SystemFailure) {
    var rest = bytes[...]
    while !rest.isEmpty { rest = rest.dropFirst(try writeSome(rest)) }
  }

  private static func retrying(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result >= 0 || Glibc.errno != EINTR { return result }
    }
  }
}
