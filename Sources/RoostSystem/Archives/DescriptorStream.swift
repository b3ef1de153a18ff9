import Glibc
package import RoostModel
package import SystemPackage

/// The bytes of a file, or of a pipe that a command writes to. Blocking.
package final class DescriptorStream: ByteStream {
  private let descriptor: OwnedDescriptor
  private let name: String

  package init(_ descriptor: OwnedDescriptor, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  package convenience init(file: FilePath) throws(Problem) {
    let number = open(file.string, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { throw Problem.lastSystemCall("open \(file)") }
    self.init(OwnedDescriptor(owning: number), name: file.string)
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(Problem) -> Int {
    let count = retryingInterrupts { Glibc.read(descriptor.number, buffer.baseAddress, buffer.count) }
    guard count >= 0 else { throw Problem.lastSystemCall("read \(name)") }
    return count
  }
}
