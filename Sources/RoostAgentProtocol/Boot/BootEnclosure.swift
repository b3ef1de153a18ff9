/// What an agent puts around itself before it serves.
package enum BootEnclosure: UInt8, Equatable, Sendable {
  /// A sandbox that it builds, and whose first process it is.
  case sandbox = 0
  /// Nothing: it serves the place it is started in, a container or a virtual machine, whose network is that place's own.
  case ownNetwork = 1
  /// Nothing, and others use the network too: only ports that its own processes listen on are told.
  case sharedNetwork = 2
}
