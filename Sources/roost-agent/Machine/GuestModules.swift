import CRoost
import Glibc
import RoostAgentProtocol

/// Parts of the kernel that are loaded from the initial file system, in the order its makers found out.
enum GuestModules {
  private static let listLimit = 64 << 10

  static func load(_ list: MachinePlaces.ModuleList) throws(BootFailure) {
    let names = try BootFailure.at(.root, "reading \(list.path)") { () throws(SystemFailure) in
      try Descriptor.open(list.path, O_RDONLY).readAll(limit: listLimit)
    }
    for name in String(decoding: names, as: UTF8.self).split(separator: "\n") { try load(String(name)) }
  }

  private static func load(_ name: String) throws(BootFailure) {
    try BootFailure.at(.root, "loading \(name)") { () throws(SystemFailure) in
      let file = try Descriptor.open("\(MachinePlaces.modules)/\(name)", O_RDONLY)
      let result = roost_module_load(file.number)
      if result != -EEXIST { try SystemFailure.check(result) }
    }
  }
}
