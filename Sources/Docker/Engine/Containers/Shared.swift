/// A value that copies of whatever holds it share: to copy it counts one reference, not one for every text in it.
final class Shared<Value: Sendable>: Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}
