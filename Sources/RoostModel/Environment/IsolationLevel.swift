/// How far an environment is kept from its host and its neighbours. Ordered: higher is stronger.
package enum IsolationLevel: String, Sendable, Codable, CaseIterable, Comparable {
  case none, process, namespaces, container
  case userKernel = "user-kernel"
  case virtualMachine = "virtual-machine"

  package static func < (left: IsolationLevel, right: IsolationLevel) -> Bool { left.rank < right.rank }

  private var rank: Int { IsolationLevel.allCases.firstIndex(of: self) ?? 0 }
}
