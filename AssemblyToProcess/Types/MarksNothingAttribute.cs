using System;

namespace AssemblyToProcess;

/// <summary>On a construct that writes no member, so that a mark would be one too many.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class MarksNothingAttribute : Attribute;
