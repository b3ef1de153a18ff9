import Glibc
import RoostAgentProtocol

/// Devices as the kernel lists them, told apart by one of their attributes.
enum GuestDevice {
  /// The name of the device whose attribute has the value.
  static func first(in directory: String, attribute: String, value: String) throws(BootFailure) -> String? {
    let names = try BootFailure.at(.root, "listing \(directory)") { () throws(SystemFailure) -> [String] in
      try self.names(in: directory)
    }
    return names.first { name in
      guard let file = try? Descriptor.open("\(directory)/\(name)/\(attribute)", O_RDONLY),
        let bytes = try? file.read(256)
      else { return false }
      return bytes.prefix { $0 != UInt8(ascii: "\n") } == Array(value.utf8)[...]
    }
  }

  private static func names(in path: String) throws(SystemFailure) -> [String] {
    guard let listing = opendir(path) else { throw .last }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }
}
