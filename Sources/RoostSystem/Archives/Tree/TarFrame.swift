package import RoostModel

/// Where everything is in a tar file of known members and nothing else.
///
/// Every byte outside the members' contents follows from their names and sizes, so a reader knows the whole file from what its
/// first member says and compares instead of parsing.
package struct TarFrame: Sendable {
  package static let headerSize = 512
  package static let end = [UInt8](repeating: 0, count: 1024)
  /// What a header can state.
  package static let largestMember: UInt64 = 1 << 33

  package struct Member: Sendable, Equatable {
    package var name: String
    package var size: UInt64
    /// Of its contents, from the beginning of the file.
    package var offset: UInt64

    package var header: [UInt8] { TarFrame.header(name, size: size) }
    package var padding: Int { TarBlock.padding(after: size) }
    package var end: UInt64 { offset + size + UInt64(padding) }
  }

  /// In the order of the file.
  package let members: [Member]
  /// Of the whole file.
  package var size: UInt64 { (members.last?.end ?? 0) + UInt64(TarFrame.end.count) }

  package init(_ sizes: [(name: String, size: UInt64)]) {
    var members: [Member] = []
    for (name, size) in sizes {
      let offset = (members.last?.end ?? 0) + UInt64(TarFrame.headerSize)
      members.append(Member(name: name, size: size, offset: offset))
    }
    self.members = members
  }

  package func member(_ name: String) -> Member? { members.first { $0.name == name } }

  /// Empty when the size does not fit a header.
  package static func header(_ name: String, size: UInt64) -> [UInt8] {
    TreeHeader.encode(TreeEntry(path: Array(name.utf8), kind: .file(size: size))) ?? []
  }

  /// The size that a first header states for the member of that name; `nil` when it is no such header.
  package static func firstSize(in header: [UInt8], named name: String, atMost limit: UInt64) -> UInt64? {
    guard header.count == headerSize else { return nil }
    let digits = String(decoding: header[124..<135], as: UTF8.self)
    guard let size = UInt64(digits, radix: 8), size > 0, size <= limit else { return nil }
    return self.header(name, size: size) == header ? size : nil
  }

  /// `bundle.invalid` unless a file of that size has this frame. Blocking.
  package func expectWhole(_ file: OwnedDescriptor, size: UInt64) throws(Problem) {
    guard size >= self.size else { throw TarFault("it is cut off").problem }
    guard size == self.size else { throw TarFault("something follows its end").problem }
    try TarFrame.expect(members, in: file)
    let end = TarFrame.end
    let last = FileSection(file: file, offset: size - UInt64(end.count), count: UInt64(end.count))
    guard try last.bytes() == end else { throw TarFault("its end is damaged").problem }
  }

  /// Headers and padding are exactly what they have to be. Blocking.
  package static func expect(_ members: [Member], in file: OwnedDescriptor) throws(Problem) {
    for member in members {
      let before = FileSection(file: file, offset: member.offset - UInt64(headerSize), count: UInt64(headerSize))
      let after = FileSection(file: file, offset: member.offset + member.size, count: UInt64(member.padding))
      guard try before.bytes() == member.header, try after.bytes().allSatisfy({ $0 == 0 }) else {
        throw TarFault("the frame of \(member.name) is damaged").problem
      }
    }
  }
}
