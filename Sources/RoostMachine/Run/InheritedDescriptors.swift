import Glibc
import RoostModel
import RoostSystem
import SystemPackage

/// Descriptors that a program gets when it is started, under the numbers they have here.
struct InheritedDescriptors {
  private(set) var all: [OwnedDescriptor] = []

  /// Returns the number it will have.
  mutating func add(_ descriptor: OwnedDescriptor) -> Int32 {
    all.append(descriptor)
    return descriptor.number
  }

  mutating func open(_ path: FilePath, _ flags: Int32, mode: mode_t = 0) throws(Problem) -> Int32 {
    let number = Glibc.open(path.string, flags | O_CLOEXEC | O_NOFOLLOW, mode)
    guard number >= 0 else { throw .lastSystemCall("open \(path)") }
    return add(OwnedDescriptor(owning: number))
  }
}
