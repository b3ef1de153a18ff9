import ArgumentParser
import RoostModel

extension StrategyTarget: ExpressibleByArgument {
  static var allValueStrings: [String] { ["sandbox", "process", "docker", "vm", "ssh://"] }
}
