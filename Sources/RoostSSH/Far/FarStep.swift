/// Something that is made on a host before an agent starts there.
struct FarStep: Equatable, Sendable {
  enum Kind: String {
    /// A control group: a directory.
    case group
    /// A file of a control group gets a value; ``optional`` where the kernel has such a file.
    case write, optional
    /// A directory that lasts, and whose it is; by nobody's name it is its maker's.
    case volume
  }

  var kind: Kind
  var path: String
  var value = ""

  /// As the script of the boot takes it.
  var words: [String] { [kind.rawValue, path, value] }
}
