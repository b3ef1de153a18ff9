import Glibc
package import RoostModel
package import SystemPackage

extension FreshFile {
  package borrowing func put(_ member: TarFrame.Member, _ contents: [UInt8]) throws(Problem) {
    try write(member.header + contents + [UInt8](repeating: 0, count: member.padding))
  }

  /// The contents are those of a file.
  package borrowing func put(_ member: TarFrame.Member, from source: FilePath) throws(Problem) {
    try write(member.header)
    let number = open(source.string, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { throw Problem.lastSystemCall("open \(source)") }
    let section = FileSection(file: OwnedDescriptor(owning: number), offset: 0, count: member.size)
    try section.read { (piece) throws(Problem) in try write(piece) }
    try write([UInt8](repeating: 0, count: member.padding))
  }
}
