import Logging
import RoostEnvironments
import RoostModel
import RoostSystem

extension Keeper {
  /// `count` is what was asked for; nil leaves it as it is. What was taken is replaced in either case.
  func keepWarm(_ count: Int?, _ shape: WarmPool.Shape, by strategy: any Strategy) async throws(Problem) {
    if let count {
      for surplus in try pool.want(count, of: shape) { try await surplus.destroy(grace: .zero) }
    }
    refill(shape, by: strategy)
  }

  private func refill(_ shape: WarmPool.Shape, by strategy: any Strategy) {
    for _ in 0..<pool.refill(shape) { services.jobs.add { await self.bootWarm(shape, by: strategy) } }
  }

  private func bootWarm(_ shape: WarmPool.Shape, by strategy: any Strategy) async {
    do throws(Problem) {
      let environment = try await boot(shape.fresh, by: strategy)
      if !pool.booted(environment, of: shape) { try await environment.destroy(grace: .zero) }
    } catch {
      _ = pool.booted(nil, of: shape)
      services.logger.warning("keeping an environment warm failed", metadata: ["problem": "\(error.message)"])
    }
  }

  /// Ends what is kept warm: the daemon stops, and the next one would not know it.
  package func cool() async {
    for environment in pool.drain() { try? await environment.destroy(grace: .zero) }
  }
}
