/// Facts joined by and, or, not.
package indirect enum Condition: Sendable, Hashable {
  /// The fact holds, seen from this machine; no machine means the step's own.
  case fact(Fact, on: Machine.ID?)
  case all([Condition])
  case any([Condition])
  case not(Condition)
}

/// Something that may be so in the world or in the record of what happened.
package enum Fact: Sendable, Hashable {
  case container(ContainerFact)
  case image(ImageFact)
  case registry(RegistryFact)
  case http(HTTPFact)
  case ran(RanFact)
  case file(FileFact)
  case output(OutputFact)
  case ask(Question)
  case script(ScriptFact)
}
