import RoostGateway
import RoostModel

extension AppServices {
  /// Of an app that will sleep: who does not use it.
  func visitorRule(_ plan: Plan) -> VisitorRule? {
    SleepRule(plan, standard: configuration.sleep) == nil ? nil : VisitorRule(healthPath: plan.healthPath)
  }
}
