package report
import ("testing";"os";"adit/report/reporttest")
func TestZZ(t *testing.T){ 
 f,err:=os.Open("/tmp/realbrief/brief.json"); if err!=nil{t.Fatal(err)}; b,err:=Read(f);if err!=nil{t.Fatal(err)}
 if err:=Write("/tmp/realbrief",b);err!=nil{t.Fatal(err)}
 reporttest.CheckPage(t,"/tmp/realbrief/brief.html")
 os.WriteFile("/tmp/shots/r.png",reporttest.Screenshot(t,"/tmp/realbrief/brief.html",1440,false),0o644)
 os.WriteFile("/tmp/shots/rp.png",reporttest.Screenshot(t,"/tmp/realbrief/brief.html",390,false),0o644)
}
