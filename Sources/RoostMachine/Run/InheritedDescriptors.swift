import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Descriptors that a program gets when it is started, numbered from ``first`` on. It gets no others.
struct InheritedDescriptors {
  static let first: Int32 = 3
  /// Held above all numbers that they may have there, so that none takes the place of another.
  private static let floor: Int32 = 512

  private(set) var all: [OwnedDescriptor] = []

  /// The number behind that of the last.
  var end: Int32 { InheritedDescriptors.first + Int32(all.count) }

  /// Returns the number it will have.
  mutating func add(_ descriptor: OwnedDescriptor) throws(Problem) -> Int32 {
    let held = fcntl(descriptor.number, F_DUPFD_CLOEXEC, InheritedDescriptors.floor)
    guard held >= 0 else { throw .lastSystemCall("hold a file for another program") }
    all.append(OwnedDescriptor(owning: held))
    return end - 1
  }

  mutating func open(_ path: FilePath, _ flags: Int32, mode: mode_t = 0) throws(Problem) -> Int32 {
    let number = Glibc.open(path.string, flags | O_CLOEXEC | O_NOFOLLOW, mode)
    guard number >= 0 else { throw .lastSystemCall("open \(path)") }
    return try add(OwnedDescriptor(owning: number))
  }
}
