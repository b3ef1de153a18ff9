package import SystemPackage

/// A file of the kernel's: read in one go, written by one `write(2)`, whose failure is the kernel's answer.
package enum KernelFile {
  /// Longest text that is read; every file Roost looks at is far shorter.
  static let maximumLength = 1 << 20

  package static func text(of path: FilePath) throws(Errno) -> String {
    let descriptor = try open(path, .readOnly)
    defer { close(descriptor) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while text.count < maximumLength {
      let count = try read(descriptor, into: &buffer)
      if count == 0 { break }
      text.append(contentsOf: buffer[..<count])
    }
    return String(decoding: text, as: UTF8.self)
  }

  package static func write(_ text: String, to path: FilePath) throws(Errno) {
    let descriptor = try open(path, .writeOnly)
    defer { close(descriptor) }
    do {
      let count = try descriptor.writeAll(text.utf8)
      guard count == text.utf8.count else { throw Errno.ioError }
    } catch let error as Errno {
      throw error
    } catch {
      throw .ioError
    }
  }

  package static func exists(_ path: FilePath) -> Bool {
    guard let descriptor = try? open(path, .readOnly) else { return false }
    close(descriptor)
    return true
  }

  private static func open(_ path: FilePath, _ mode: FileDescriptor.AccessMode) throws(Errno) -> FileDescriptor {
    do {
      return try FileDescriptor.open(path, mode, options: [.closeOnExec])
    } catch let error as Errno {
      throw error
    } catch {
      throw .ioError
    }
  }

  private static func read(_ descriptor: FileDescriptor, into buffer: inout [UInt8]) throws(Errno) -> Int {
    do {
      return try buffer.withUnsafeMutableBytes { try descriptor.read(into: $0) }
    } catch let error as Errno {
      throw error
    } catch {
      throw .ioError
    }
  }

  /// Nothing was buffered, so there is nothing a failing close could lose.
  private static func close(_ descriptor: FileDescriptor) { _ = try? descriptor.close() }
}
