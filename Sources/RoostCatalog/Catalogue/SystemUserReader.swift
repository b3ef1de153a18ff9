/// Reads `users`: those a server changes to.
enum SystemUserReader {
  static func read(_ entry: ObjectReader) throws(DocumentFault) -> [SystemUser] {
    var users: [SystemUser] = []
    for reader in try entry.objects("users", knownKeys: ["name", "number", "home"]) {
      guard let number = try reader.number("number"), number == number.rounded(), (100...999).contains(number) else {
        throw reader.fault("number", "expected 100 to 999")
      }
      let home = try PackageNames.absolutePaths(reader, "home")
      guard home.count == 1, !home[0].utf8.contains(where: { $0 == UInt8(ascii: ":") || $0 < 0x20 }) else {
        throw reader.fault("home", "expected one absolute path")
      }
      users.append(SystemUser(name: try reader.plainName("name"), number: UInt32(number), home: home[0]))
    }
    return users
  }
}
