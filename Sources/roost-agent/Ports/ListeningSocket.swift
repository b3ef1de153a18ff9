import CRoost

/// A socket that the kernel says listens in this network.
struct ListeningSocket: Hashable {
  let port: UInt16
  /// Network byte order.
  let address: [UInt8]
  let inode: UInt32

  init(port: UInt16, address: [UInt8], inode: UInt32) {
    self.port = port
    self.address = address
    self.inode = inode
  }

  init(_ port: roost_port) {
    self.port = port.port
    address = withUnsafeBytes(of: port.address) { Array($0.prefix(Int(port.length))) }
    inode = port.inode
  }
}
