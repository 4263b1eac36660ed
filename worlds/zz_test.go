package worlds_test
import ("testing";"adit/dataset";"adit/worlds";"time")
func TestReadTime(t *testing.T){ for i:=0;i<4;i++{ a:=time.Now(); f,n,_:=worlds.Open(worlds.Default); w,_:=dataset.Read(f,n); t.Log(time.Since(a), len(w.Statistics)); b:=time.Now(); dataset.OverlayFigures(w, &w.Scenarios[0]); t.Log("overlay",time.Since(b)) } }
func BenchmarkRead(b *testing.B){ f,n,_:=worlds.Open(worlds.Default); for b.Loop(){ dataset.Read(f,n)} }
