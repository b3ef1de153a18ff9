/// How far an environment is kept from its host and its neighbours. Ordered: higher is stronger.
package enum IsolationLevel: Int, Sendable, Codable, Comparable {
  case none = 0
  case process = 10
  case namespaces = 20
  case container = 25
  case userKernel = 30
  case virtualMachine = 40

  package static func < (left: IsolationLevel, right: IsolationLevel) -> Bool { left.rawValue < right.rawValue }
}
