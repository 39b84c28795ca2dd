public interface IShape { double Area { get; } }
public abstract class Animal { }
public class Circle : IShape { public double Area => 3; }
public class Dog : Animal { }
public interface IOpen { }
[Replicated] public class Account
{
    IShape shape = null; // RPL3020
    List<Animal> animals = null; // RPL3020
    IOpen open = null;
}
